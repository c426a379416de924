// A right server, for java, which also compiles it.
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

public class Server {
    public static void main(String[] args) throws IOException {
        String[] addr = args[0].split(":");
        ServerSocket listener = new ServerSocket(Integer.parseInt(addr[1]), 128, InetAddress.getByName(addr[0]));
        while (true) {
            Socket conn = listener.accept();
            new Thread(() -> serve(conn)).start();
        }
    }

    static void serve(Socket conn) {
        try (conn) {
            conn.getInputStream().transferTo(conn.getOutputStream());
        } catch (IOException e) {
            // this client alone has left
        }
    }
}
