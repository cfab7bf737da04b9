// Accepted.
const fs = require('fs');
const [n, ...numbers] = fs.readFileSync(0, 'utf8').split(/\s+/).filter(Boolean).map(Number);
console.log(Math.max(...numbers.slice(0, n)));
