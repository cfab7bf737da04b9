# Accepted.
NR == 2 {
  largest = $1
  for (i = 2; i <= NF; i++) if ($i + 0 > largest + 0) largest = $i
  print largest
}
