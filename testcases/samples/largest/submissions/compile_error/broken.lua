-- Compilation error.
local function broken(
