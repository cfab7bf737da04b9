# Accepted.
use strict;
use List::Util qw(max);
<STDIN>;
print max(split " ", <STDIN>), "\n";
