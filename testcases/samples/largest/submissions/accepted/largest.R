# Accepted.
lines <- readLines(file("stdin"))
cat(max(as.integer(strsplit(lines[2], " ")[[1]])), "\n", sep = "")
