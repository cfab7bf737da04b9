-- Compilation error.
main :: IO ()
main = putStrLn 1
