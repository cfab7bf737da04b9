# expect: success
# The world, the machine itself, and a listener of one's own.
import socket, sys, urllib.request
worked = []
def attempt(name, action):
    try:
        action()
        worked.append(name)
    except OSError:
        pass
attempt("connect", lambda: socket.create_connection(("127.0.0.1", 22), 1))
attempt("listen", lambda: socket.create_server(("127.0.0.1", 0)))
attempt("listen6", lambda: socket.create_server(("::1", 0), family=socket.AF_INET6))
attempt("resolve", lambda: socket.getaddrinfo("example.org", 80))
attempt("http", lambda: urllib.request.urlopen("http://169.254.169.254/", timeout=1))
attempt("udp", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 53)))
attempt("vsock", lambda: socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM).connect((2, 1024)))
attempt("netlink", lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0).bind((0, 0)))
attempt("packet", lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0))
attempt("alg", lambda: socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET, 0).bind(("hash", "sha256")))
a, b = socket.socketpair()
a.send(b"x")
print(worked)
sys.exit(bool(worked) or b.recv(1) != b"x")
