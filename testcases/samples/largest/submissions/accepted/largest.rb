# Accepted.
gets
puts gets.split.map(&:to_i).max
