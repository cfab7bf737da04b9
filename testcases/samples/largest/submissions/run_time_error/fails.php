<?php // Run-time error.
throw new Exception("on purpose");
