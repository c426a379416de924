// A right server, for node.
const net = require('net')
const [host, port] = process.argv[2].split(':')
net.createServer({ allowHalfOpen: true }, conn => {
  conn.on('data', data => conn.write(data))
  conn.on('end', () => conn.end())
  conn.on('error', () => {})
}).listen(port, host)
