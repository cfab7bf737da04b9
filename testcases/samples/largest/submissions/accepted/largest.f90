! Accepted.
program largest
  implicit none
  integer :: n
  integer, allocatable :: numbers(:)
  read *, n
  allocate (numbers(n))
  read *, numbers
  print '(i0)', maxval(numbers)
end program
