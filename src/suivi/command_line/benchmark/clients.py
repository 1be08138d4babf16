"""How long do four people wait who read at the same time?"""

import http.client
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Final

CLIENTS: Final = 4


def waits(port: int, path: str, session: str, each: int) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds of four clients, `each` calls by each."""

    def read(_client: int) -> list[float]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        taken = []
        for _ in range(each):
            began = time.perf_counter()
            connection.request("GET", path, headers={"Cookie": f"sessionid={session}"})
            answer = connection.getresponse()
            answer.read()
            taken.append((time.perf_counter() - began) * 1000)
        connection.close()
        return taken

    with ThreadPoolExecutor(CLIENTS) as clients:
        taken = [wait for waited in clients.map(read, range(CLIENTS)) for wait in waited]
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
