-- Run-time error.
main :: IO ()
main = error "on purpose"
