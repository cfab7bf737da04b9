// expect: output_exceeded (stdout) under stdout 1MiB, output kill
const fs = require('fs');
const block = Buffer.alloc(65536, 'x');
for (;;) fs.writeSync(1, block);
