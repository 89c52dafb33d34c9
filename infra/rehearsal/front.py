"""One base URL for the stage: what a visitor's browser sees of the distribution, and the mailbox the tests read.

It only names the distribution as the host and says that the visitor came over TLS; which path goes to which API, the page rewriting and
the headers are the distribution's own doing, as deployed.
"""

import http.client
import json
import re
import threading
from datetime import datetime, timezone
from email.utils import parseaddr
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

# What belongs to one connection, not to the request.
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "content-length", "host"}

# Requests the stage answers at once; the others wait here. Each is a process of its own, and hundreds of them starting together would
# run into the time limits of functions and distribution on a slow machine.
AT_ONCE = 8
PATIENCE = 600


class Front(ThreadingHTTPServer):
    """Listens on loopback."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, port, standin_port):
        super().__init__(("127.0.0.1", port), Visit)
        self.standin_port = standin_port
        self.courier_port = None
        self.broker_port = None
        self.distribution_host = None
        self.places = threading.BoundedSemaphore(AT_ONCE)

    def serve_distribution(self, standin, distribution):
        """From now on requests go to this distribution."""
        found = standin.client("cloudfront").get_distribution(Id=distribution)
        self.distribution_host = found["Distribution"]["DomainName"]
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Visit(BaseHTTPRequestHandler):
    """One visitor's connection, with one of its own to the stand-in."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def standin(self, method, path, body, headers):
        if not hasattr(self, "upstream"):
            # From the visitor's own address, which limits by address go by (S13).
            visitor = (self.client_address[0], 0)
            self.upstream = http.client.HTTPConnection("127.0.0.1", self.server.standin_port, timeout=PATIENCE, source_address=visitor)
        self.upstream.request(method, path, body=body, headers=headers)
        answer = self.upstream.getresponse()
        return answer.status, answer.getheaders(), answer.read()

    def beside(self, port, body):
        """The pages of a stand-in that runs beside the stage, and his side of the protocol."""
        onward = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
        upstream = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        upstream.request(self.command, self.path, body=body, headers=onward)
        answer = upstream.getresponse()
        return answer.status, answer.getheaders(), answer.read()

    def visit(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        if urlsplit(self.path).path.startswith("/mailbox/messages"):
            status, headers, answer = self.mailbox()
        elif self.server.courier_port and re.match(r"/courier(/|$)", urlsplit(self.path).path):
            status, headers, answer = self.beside(self.server.courier_port, body or None)
        elif self.server.broker_port and re.match(r"/broker(/|$)", urlsplit(self.path).path):
            status, headers, answer = self.beside(self.server.broker_port, body or None)
        else:
            onward = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
            onward |= {"Host": self.server.distribution_host, "X-Forwarded-Proto": "https"}
            with self.server.places:
                status, headers, answer = self.standin(self.command, self.path, body or None, onward)
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        if status != 204 and status != 304:
            self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        if self.command != "HEAD" and status not in (204, 304):
            self.wfile.write(answer)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = visit

    def mailbox(self):
        """Sent mail, newest first, in the shape `balie serve` gives it."""
        _, _, body = self.standin("GET", "/_ministack/ses/messages", None, {})
        place = urlsplit(self.path)
        asked = parse_qs(place.query)
        wanted_id = place.path.removeprefix("/mailbox/messages").strip("/")
        mails = [mail(record) for records in json.loads(body)["messages"].values() for record in records]
        mails.sort(key=lambda one: one["receivedAt"], reverse=True)
        if wanted_id:
            found = [one for one in mails if one["id"] == wanted_id]
            return told(200, found[0]) if found else told(404, {})
        to = asked.get("to", [None])[0]
        chosen = [one for one in mails if to is None or to.lower() in map(str.lower, one["to"])]
        return told(200, {"items": chosen[: int(asked.get("limit", ["100"])[0])]})


def told(status, value):
    return status, [("Content-Type", "application/json"), ("Cache-Control", "no-store")], json.dumps(value).encode()


def mail(record):
    text = record["BodyText"] or ""
    return {
        "id": record["MessageId"],
        "receivedAt": datetime.fromtimestamp(record["Timestamp"], timezone.utc).isoformat().replace("+00:00", "Z"),
        "from": record["Source"],
        "to": [parseaddr(address)[1] for address in record["To"]],
        "subject": record["Subject"],
        "text": text,
        "html": record["BodyHtml"] or "",
        "links": [link.rstrip(".,;:!?") for link in re.findall(r"""https?://[^\s<>"'()]+""", text)],
    }
