// expect: timeout (cpu) or memory_exceeded
const {spawn} = require('child_process');
for (;;) {
  try { spawn(process.execPath, [__filename]).on('error', () => {}); } catch (refused) { }
}
