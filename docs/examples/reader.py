"""Follows a site's log: python3 reader.py URL AUTHORIZATION

Prints a snapshot, then each event, one line of JSON each. Goes on where it stopped whenever the stream ends.
"""

import codecs
import http.client
import json
import os
import re
import sys
import time
import urllib.error
import urllib.request

SECONDS_BETWEEN_TRIES = float(os.environ.get("SECONDS_BETWEEN_TRIES", "1"))


class Refused(Exception):
    """These credentials may not, or there is no such site: trying again is no use."""


def ask(url, authorization, accept, timeout, last_event_id=None):
    headers = {"Authorization": authorization, "Accept": accept}
    if last_event_id:
        headers["Last-Event-ID"] = last_event_id
    try:
        return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=timeout)
    except urllib.error.HTTPError as answer:
        if answer.code in (401, 403, 404):
            try:
                error = json.load(answer)["error"]
            except (ValueError, KeyError, TypeError):
                # Not this protocol's words: a proxy or a portal on the way, which refuses nothing for good.
                raise OSError(f"answered {answer.code}") from answer
            raise Refused(f"{error['code']}: {error['message']}") from answer
        pause = answer.headers.get("Retry-After", "")
        if pause.isdigit():
            time.sleep(int(pause))
        raise OSError(f"answered {answer.code}") from answer


def frames(stream):
    """Cuts a stream into frames: (event, id, data)."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    rest, event, data, last_id = "", "", [], None
    while piece := stream.read1(65536):
        rest += decoder.decode(piece)
        # A carriage return at the end may be the first half of a line's end.
        while end := re.search(r"\r\n|\n|\r(?!\Z)", rest):
            line, rest = rest[: end.start()].lstrip("\ufeff"), rest[end.end() :]
            if line:
                name, _, value = line.partition(":")
                value = value.removeprefix(" ")
                if name == "event":
                    event = value
                elif name == "data":
                    data.append(value)
                elif name == "id":
                    last_id = value
                continue
            if data or last_id:
                yield event, last_id, "\n".join(data)
            event, data, last_id = "", [], None


def place(event_id):
    """The epoch and the number of an id, `event_EPOCH_NUMBER`."""
    _, epoch, number = event_id.split("_")
    return epoch, int(number)


def follow(url, authorization, show):
    cursor = None
    while True:
        try:
            if cursor is None:
                with ask(f"{url}/api/v1/sync/snapshot", authorization, "application/json", 15) as answer:
                    snapshot = json.load(answer)
                show({"snapshot": snapshot})
                cursor = snapshot["lastEventId"]
            stream = ask(f"{url}/api/v1/sync/events", authorization, "text/event-stream", 15, cursor)
            with stream:
                for event, event_id, data in frames(stream):
                    if event == "connected":
                        # Two and a half heartbeats in silence are the end of a stream.
                        silence = json.loads(data)["data"]["heartbeatInterval"] * 2.5 / 1000
                        stream.fp.raw._sock.settimeout(silence)
                    elif event == "reset":
                        cursor = None
                        break
                    elif event_id and (place(event_id)[0] != place(cursor)[0] or place(event_id) > place(cursor)):
                        cursor = event_id
                        if data:
                            show(json.loads(data))
            if cursor is None:
                continue
        except (OSError, http.client.HTTPException) as error:
            print(f"again in {SECONDS_BETWEEN_TRIES} s: {error}", file=sys.stderr)
        except ValueError as error:
            print(f"not understood: {error}", file=sys.stderr)
        time.sleep(SECONDS_BETWEEN_TRIES)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        follow(sys.argv[1].rstrip("/"), sys.argv[2], lambda told: print(json.dumps(told), flush=True))
    except Refused as error:
        sys.exit(f"refused, {error}")
    except KeyboardInterrupt:
        pass
