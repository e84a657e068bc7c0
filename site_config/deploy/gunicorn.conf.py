"""How gunicorn serves the site behind the reverse proxy; see docs/operating.md."""

import os

bind = "0.0.0.0:8000"
worker_class = "gthread"
# Rendering is done when a post is saved, so a request is short: few processes, a few threads each.
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# The application is loaded once, before the workers fork: it fails at once, and they share memory.
preload_app = True
# Workers are renewed now and then, which bounds what a leak in any library can take.
max_requests = 5000
max_requests_jitter = 500
timeout = 30
graceful_timeout = 20
# Longer than the proxy keeps a connection, so that it never meets one we are about to close.
keepalive = 75
# What the proxy lets through, so that one of the two refuses.
limit_request_line = 8190

# The file system is read-only; a worker's heartbeat belongs in memory anyway.
worker_tmp_dir = "/dev/shm"
control_socket_disable = True

# Which proxies to believe is Django's decision (TRUSTED_PROXIES). A peer that gunicorn trusts could
# set SCRIPT_NAME by a header of that name, and with it draw a 500.
forwarded_allow_ips = ""
forwarder_headers = ""

# The proxy writes the access log; ours tells what went wrong.
accesslog = None
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "info")
