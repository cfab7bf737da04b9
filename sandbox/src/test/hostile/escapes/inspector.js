// expect: success
// There is no network for a debugger to listen on.
const inspector = require('inspector');
let failed = false;
try { inspector.open(9229, '127.0.0.1', false); } catch (refused) { failed = true; }
process.exit(inspector.url() === undefined ? 0 : 1);
