// expect: timeout (wall) under wall 700ms
process.on('SIGTERM', () => {});
process.on('SIGHUP', () => {});
setInterval(() => {}, 1000);
