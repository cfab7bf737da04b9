#error a header of the submission's in the place of the system's
