// Run-time error.
throw new Error('on purpose');
