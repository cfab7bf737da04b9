// expect: timeout (cpu) or runtime_error (signal SIGABRT) or runtime_error (exit code 1) or runtime_error (signal SIGTRAP) or memory_exceeded
const {Worker, isMainThread} = require('worker_threads');
for (;;) new Worker(__filename);
