// Compilation error.
function broken( {
