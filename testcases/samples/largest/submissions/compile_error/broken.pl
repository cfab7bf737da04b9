# Compilation error.
use strict;
$undeclared = 1;
