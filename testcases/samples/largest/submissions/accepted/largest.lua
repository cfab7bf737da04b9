-- Accepted.
local n = io.read("n")
local largest = io.read("n")
for _ = 2, n do
  largest = math.max(largest, io.read("n"))
end
print(largest)
