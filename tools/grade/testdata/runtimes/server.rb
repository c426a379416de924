# A right server, for ruby.
require 'socket'

host, port = ARGV[0].split(':')
listener = TCPServer.new(host, port.to_i)
loop do
  Thread.new(listener.accept) do |conn|
    loop { conn.write(conn.readpartial(1024)) }
  rescue EOFError, SystemCallError
    # this client alone has left
  ensure
    conn.close
  end
end
