// expect: memory_exceeded under memory 128MiB, cpu 5000ms
const kept = [];
for (;;) kept.push(Buffer.alloc(8 << 20, 1));
