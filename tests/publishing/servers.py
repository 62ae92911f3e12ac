"""nginx and Apache, which serve a site below `/kb/` for as long as a test needs them, as a user without rights.

Run as a program (`make servers`) it makes sure that both are there.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BASE = "/kb/"

CONFIGURATIONS = {
    "nginx": """
daemon off;
pid {run}/pid;
error_log {run}/log;
events {{}}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {run}/body;
  proxy_temp_path {run}/proxy;
  fastcgi_temp_path {run}/fastcgi;
  uwsgi_temp_path {run}/uwsgi;
  scgi_temp_path {run}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {root};
    include {root}{base}.nginx.conf;
  }}
}}
""",
    "apache2": """
ServerRoot {run}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {run}/pid
ErrorLog {run}/log
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
LoadModule mime_module /usr/lib/apache2/modules/mod_mime.so
LoadModule filter_module /usr/lib/apache2/modules/mod_filter.so
LoadModule deflate_module /usr/lib/apache2/modules/mod_deflate.so
LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
TypesConfig /etc/mime.types
DocumentRoot {root}
<Directory {root}>
  AllowOverride FileInfo
  Require all granted
</Directory>
""",
}
"""What Debian's packages are started with, by the name of the program."""

_PACKAGES = {"nginx": "nginx-light", "apache2": "apache2"}


def program(name: str) -> str | None:
    """The path of an installed server; `None` where there is none."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def install(names: list[str]) -> None:
    """Gets servers from Debian or Ubuntu. Raises `CalledProcessError` where they could not be had."""
    apt = ["apt-get"] if os.geteuid() == 0 else ["sudo", "-n", "apt-get"]
    subprocess.run([*apt, "update", "-qq"], check=True)
    packages = [_PACKAGES[name] for name in names]
    subprocess.run([*apt, "install", "-y", "-qq", "--no-install-recommends", *packages], check=True)


@contextmanager
def served(name: str, site: Path) -> Iterator[str]:
    """Serves a site with its files for the host. Gives the address of the server, without a slash at the end."""
    command = program(name)
    assert command, f"There is no {name}. `make servers` installs it."
    with tempfile.TemporaryDirectory(prefix="served-") as folder:
        run, root = Path(folder, "run"), Path(folder, "root")
        shutil.copytree(site, root / BASE.strip("/"))
        run.mkdir(mode=0o777)
        for made in (Path(folder), root, run):
            made.chmod(0o777 if made == run else 0o755)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = run / "settings"
        settings.write_text(
            CONFIGURATIONS[name].format(run=run, root=root, port=port, base=BASE), encoding="utf-8"
        )
        options = ["-c", settings, "-e", run / "log"] if name == "nginx" else ["-f", settings, "-DFOREGROUND"]
        nobody = 65534 if os.geteuid() == 0 else None
        server = subprocess.Popen(
            [command, *options],
            user=nobody,
            group=nobody,
            extra_groups=[] if nobody else None,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            while server.poll() is None:
                with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
                    break
                time.sleep(0.02)
            else:
                assert server.stderr
                log = run / "log"
                raise AssertionError(server.stderr.read() + (log.read_text() if log.is_file() else ""))
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.communicate()


if __name__ == "__main__":
    if missing := [name for name in CONFIGURATIONS if not program(name)]:
        print(f"Installing {' and '.join(missing)} for the tests of hosts …", flush=True)
        install(missing)
