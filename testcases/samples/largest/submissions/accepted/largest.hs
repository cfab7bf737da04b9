-- Accepted.
main :: IO ()
main = interact $ \text -> show (maximum (map read (tail (words text)) :: [Integer])) ++ "\n"
