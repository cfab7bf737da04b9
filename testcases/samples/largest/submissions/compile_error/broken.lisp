; Compilation error.
(defun main ()
  (print 1)
