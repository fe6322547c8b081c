"""What fewer layers would give: `python -m tests.benchmarks layers CORPORA 3` trains networks of so many, and of all.

Each is trained for two epochs, alike, so that the rows compare; needs the extra `train`, and takes long.
"""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from provenance.training.pretrained import load_pretrained
from provenance.training.train import Recipe, read_material, train_model
from tests.benchmarks.tradeoffs import print_table

EPOCHS = 2


def run(corpora: str, *layers: int) -> None:
    """Train, measure and print."""
    material, recipe = read_material(Path(corpora)), Recipe()
    settings = replace(recipe.settings, stages=(replace(recipe.settings.stages[0], epochs=EPOCHS, share=1.0),))
    with TemporaryDirectory() as folder:
        table = []
        for count in (recipe.sizes.layers, *layers):
            out = Path(folder) / str(count)
            made = replace(recipe, settings=settings, sizes=replace(recipe.sizes, layers=count))
            train_model(material, load_pretrained(layers=count), out, made, facts={}, report=lambda _: None)
            table.append((f"{count} layers, {EPOCHS} epochs", out))
        print_table(table, material.dev)
