# Compilation error.
broken <- function( {
