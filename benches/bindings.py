"""Draws the guide's diagrams with the peers' Python bindings, in one process that is warm: CPU time a diagram, the best of three.

usage: bindings.py, with the Python of FOLDER/python into which peers.sh put the bindings; SITEPLAN_CORPUS as for the benches.

It needs no build, and what Python adds is far less than drawing a diagram takes.
"""
import json
import os
import statistics
import time
from pathlib import Path

import merman
import mmdr

corpus = Path(os.environ.get('SITEPLAN_CORPUS') or Path(__file__).parent / '../../shared/corpus')
lines = [json.loads(line) for line in open(corpus / 'guide.jsonl', encoding='utf-8')]
texts = [item['text'] for item in lines if item['oracle']['ok']]
engine = merman.Merman()
TOOLS = {
    'merman (PyPI merman)': lambda text: engine.render_svg(text, None),
    'merman (PyPI mmdr)': lambda text: mmdr.render(text, backend='merman').svg(),
    'mermaid-rs-renderer (PyPI mmdr)': lambda text: mmdr.render(text, backend='mermaid-rs-renderer').svg(),
}

print(f'Drawing {len(texts)} diagrams, each from text to SVG.\n\n| tool | median | most | sum | failed |\n|---|---|---|---|---|')
for name, draw in TOOLS.items():
    times, failed = [], 0
    for text in texts:
        best = None
        for _ in range(3):
            begin = time.process_time()
            try:
                draw(text)
            except Exception:
                failed += 1
                break
            spent = time.process_time() - begin
            best = spent if best is None else min(best, spent)
        if best is not None:
            times.append(best * 1e3)
    if times:
        print(f'| {name} | {statistics.median(times):.2f} ms | {max(times):.1f} ms | {sum(times):.0f} ms | {failed} |')
    else:
        print(f'| {name} | | | | {failed} |')
