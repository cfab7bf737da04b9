// expect: success
const net = require('net');
const dgram = require('dgram');
const worked = [];
let left = 4;
const done = name => { if (name) worked.push(name); if (--left === 0) { console.log(worked.join()); process.exit(worked.length); } };
net.createServer().on('error', () => done()).listen(0, '127.0.0.1', () => done('listen'));
net.connect(80, '127.0.0.1').on('error', () => done()).on('connect', () => done('connect'));
require('dns').resolve('example.org', refused => done(refused ? '' : 'dns'));
try { dgram.createSocket('udp4').on('error', () => done()).bind(0, () => done('udp')); } catch (refused) { done(); }
