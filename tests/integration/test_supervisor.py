"""The supervisor: a dead part, a port in use, a bad setting: one clear line and everything stops."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from bot.supervisor import Part, PartFailed, Supervisor
from tests.support.rasa import free_port

ROOT = Path(__file__).parents[2]
FOREVER = [sys.executable, "-c", "import signal; signal.pause()"]
STUBBORN = [sys.executable, "-c", "import signal; signal.signal(15, signal.SIG_IGN); signal.pause()"]
DYING = [sys.executable, "-c", "import sys; print('no settings found'); sys.exit(3)"]


@pytest.fixture(autouse=True)
def own_signals() -> Iterator[None]:
    """The supervisor takes over signals; give them back to the test runner."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    kept = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, kept, strict=True):
        signal.signal(number, handler)


def part(name: str, command: list[str], folder: Path) -> Part:
    return Part(name, command, folder)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_dead_part_is_named_with_its_last_words_and_the_others_stop(tmp_path: Path) -> None:
    with Supervisor(tmp_path) as supervisor:
        supervisor.start(part("web", FOREVER, tmp_path))
        supervisor.start(part("worker", DYING, tmp_path))
        pids = [child.pid for child in supervisor._children.values()]
        with pytest.raises(PartFailed, match="worker stopped") as failure:
            supervisor.watch()

    assert "no settings found" in str(failure.value)
    assert not any(is_running(pid) for pid in pids)


def test_a_part_that_will_not_stop_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.supervisor.STOP_SECONDS", 0.3)
    with Supervisor(tmp_path) as supervisor:
        supervisor.start(part("web", STUBBORN, tmp_path))
        pid = supervisor._children["web"].pid

    assert not is_running(pid)


def test_ctrl_c_ends_the_watch(tmp_path: Path) -> None:
    with Supervisor(tmp_path) as supervisor:
        supervisor.start(part("web", FOREVER, tmp_path))
        pid = supervisor._children["web"].pid
        os.kill(os.getpid(), signal.SIGINT)
        supervisor.watch()

    assert not is_running(pid)


def test_waiting_names_the_parts_that_do_not_answer(tmp_path: Path) -> None:
    class HalfReady(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b'{"database": true, "rasa": false}'
            self.send_response(503)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    server = HTTPServer(("127.0.0.1", 0), HalfReady)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}/readyz"

    with Supervisor(tmp_path) as supervisor:
        supervisor.start(part("web", FOREVER, tmp_path))
        with pytest.raises(PartFailed, match="rasa"):
            supervisor.wait_until_ready(url, limit_seconds=0.5)

    server.shutdown()
    server.server_close()


def run_assistant(tmp_path: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "DATA_DIR": str(tmp_path / "var"),
        **settings,
    }
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_port_in_use_is_one_clear_line(tmp_path: Path) -> None:
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    port = server.server_address[1]

    done = run_assistant(tmp_path, "run", PORT=str(port), INTERNAL_PORT=str(free_port()))
    server.server_close()

    assert done.returncode == 1
    assert done.stderr.strip() == f"Port {port} (web) is in use. Free it, or set PORT."


def test_a_bad_setting_is_one_clear_line(tmp_path: Path) -> None:
    done = run_assistant(tmp_path, "run", PORT="eighty")

    assert done.returncode == 1
    assert done.stderr.startswith("A setting is wrong: PORT")
    assert len(done.stderr.strip().splitlines()) == 1


def test_production_without_secrets_is_one_clear_line(tmp_path: Path) -> None:
    done = run_assistant(tmp_path, "run", APP_ENV="production")

    assert done.returncode == 1
    assert "SECRET_KEY" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_doctor_says_what_to_do_about_each_red_line(tmp_path: Path) -> None:
    done = run_assistant(tmp_path, "doctor", RASA_URL="http://127.0.0.1:9")

    red = [line for line in done.stdout.splitlines() if line.startswith("RED")]
    advice = [line for line in done.stdout.splitlines() if "→" in line]
    assert done.returncode == 1
    assert len(red) == len(advice) > 0


def test_the_feed_is_imported_from_the_command_line(tmp_path: Path) -> None:
    bad = tmp_path / "feed.jsonl"
    bad.write_text('{"a_number": "12"}\nnot json\n')
    run_assistant(tmp_path, "demo", "load")

    done = run_assistant(tmp_path, "cases", "import", str(bad))

    assert done.returncode == 1
    assert "line 1" in done.stderr
    assert "line 2" in done.stderr
    assert "2 failed" in done.stdout
