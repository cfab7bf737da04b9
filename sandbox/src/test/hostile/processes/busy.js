// expect: timeout (cpu) under cpu 400ms
for (;;) ;
