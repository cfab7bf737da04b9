<?php // Accepted.
fgets(STDIN);
echo max(array_map("intval", explode(" ", trim(fgets(STDIN))))), "\n";
