"""The training loop: epochs over windows, and the losses of all heads together.

Owns the schedule. Chance comes from the seed alone: the same corpora, settings and machine give the same weights.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple, Self

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from provenance.nlp.encoder.labels import TAGS
from provenance.nlp.sentences import TokenRange
from provenance.training.augment import Chances, augment, join
from provenance.training.batches import Batch, build_batches, build_cues, build_roles, cut_windows
from provenance.training.epochs import Epochs
from provenance.training.examples import UNLABELLED, Example
from provenance.training.network import Cues, Network, Windows

_CUE = TAGS.index("B-CUE")
# Steps whose mean losses are reported together.
_REPORTED = 20
# More epochs than any training has: no two seeds share the chance of an epoch.
_SEEDS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A part of training, in which the rates rise and fall to nothing once (warm restarts, Loshchilov and Hutter 2017).

    Attributes:
        epochs: Times that each article is read.
        rate: Learning rate of the encoder, at its highest.
        head_rate: Learning rate of what starts from nothing.
        shortest: Fewest pieces that a window has room for; how long each may be is left to chance.
        chances: How often an article is changed.
        share: How much the weights at its end count in those of the model, which are a mean (Wortsman et al. 2022).
    """

    epochs: int
    rate: float = 2.5e-4
    head_rate: float = 1e-3
    shortest: int = 224
    chances: Chances = field(default_factory=Chances)
    share: float = 1.0


# More gently, windows of every length and articles that run on into others.
_MIXED = Stage(epochs=3, rate=1.25e-4, head_rate=5e-4, shortest=112, chances=Chances(joined=0.5))
# Whole articles first; then three rounds of the above, which count alike.
STAGES = (Stage(epochs=8, share=0.0), _MIXED, _MIXED, _MIXED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to train.

    Attributes:
        seed: Source of all chance.
        stages: What is done one after the other.
        longest: Most pieces of a window.
        batch: Most pieces of a batch.
        warm_up: Share of a stage's steps until its rates are at their highest, in [0, 1].
        decay: Weight decay.
        dropout: Share of features dropped, in [0, 1).
        names_weight: What a name's loss counts, next to a tag's.
        roles_weight: What a role's loss counts.
        false_cues: Most cues a window that are none, shown to the roles head.
        least_cue: Probability from which the network's own wrong cues are shown, in [0, 1].
        smoothing: Share of each label that goes to all labels alike, in [0, 1): annotators do not agree on all of them
            (Szegedy et al. 2016).
        precision: `bf16` computes with half the digits, `fp32` with all.
    """

    seed: int = 20
    stages: tuple[Stage, ...] = STAGES
    longest: int = 288
    batch: int = 2_304
    warm_up: float = 0.06
    decay: float = 0.01
    dropout: float = 0.1
    names_weight: float = 0.2
    roles_weight: float = 1.0
    false_cues: int = 3
    least_cue: float = 0.1
    smoothing: float = 0.05
    precision: str = "bf16"

    @property
    def epochs(self) -> int:
        """How often each article is read in all."""
        return sum(stage.epochs for stage in self.stages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far training is: epochs done and in all, and the mean losses since the last report."""

    done: float
    epochs: int
    tags: float
    names: float
    roles: float


class Losses(NamedTuple):
    """The losses of a batch."""

    tags: Tensor
    names: Tensor
    roles: Tensor


class Ends(NamedTuple):
    """The pieces with a meaning of their own."""

    opening: int
    closing: int
    mask: int

    @classmethod
    def of(cls, tokenizer: Tokenizer) -> Self:
        """Find them in a vocabulary of BERT's kind, as every one here is."""
        vocabulary = tokenizer.get_vocab()
        return cls(*(vocabulary[piece] for piece in ("[CLS]", "[SEP]", "[MASK]")))


def fit(
    network: Network,
    examples: Sequence[Example],
    settings: Settings,
    *,
    ends: Ends,
    report: Callable[[Progress], None],
    epochs: Epochs,
) -> None:
    """Train a network in place; its weights in the end are the mean of those at the ends of the stages.

    Chance begins anew with each epoch: a training that goes on after the last epoch that is kept is the same as one
    that was never stopped.

    Args:
        network: With the weights to start from.
        examples: What to learn.
        settings: How.
        ends: The pieces that open and close a window, and that hide another.
        report: Is told of the progress every few steps.
        epochs: The epochs that are done, and where each that follows is kept.
    """
    last = epochs.last()
    if last:
        network.load_state_dict(epochs.weights(last))
    network.train()
    done = 0
    for stage in settings.stages:
        optimizer = _optimizer(network, stage, decay=settings.decay)
        for epoch in range(stage.epochs):
            done += 1
            if done <= last:
                continue
            if epoch and done == last + 1:
                epochs.go_on(last, network, optimizer)
            torch.manual_seed(settings.seed * _SEEDS + done)
            random = np.random.default_rng((settings.seed, done))
            batches = _epoch(examples, settings, stage, ends=ends, random=random)
            for share, losses in _read(network, batches, optimizer, settings, at=(epoch, stage.epochs)):
                report(Progress(done=done - 1 + share, epochs=settings.epochs, **losses))
            epochs.save(done, network, optimizer)
    stage_ends = accumulate(stage.epochs for stage in settings.stages)
    shares = [(stage.share, epochs.weights(end)) for stage, end in zip(settings.stages, stage_ends, strict=True)]
    network.load_state_dict(_mean(shares))


def _mean(states: Sequence[tuple[float, dict[str, Tensor]]]) -> dict[str, Tensor]:
    """Average weights, each by its share."""
    total = sum(share for share, _ in states)
    return {name: sum(share / total * state[name] for share, state in states) for name in states[0][1]}  # type: ignore[misc]


def _read(
    network: Network,
    batches: Sequence[Batch],
    optimizer: torch.optim.Optimizer,
    settings: Settings,
    *,
    at: tuple[int, int],
) -> Iterator[tuple[float, dict[str, float]]]:
    """Read an epoch, the so-manieth of so many of its stage; yield every few steps its share done and mean losses."""
    seen = []
    for number, batch in enumerate(batches):
        _set_rates(optimizer, (at[0] + number / len(batches)) / at[1], settings)
        seen.append(_step(network, batch, optimizer, settings))
        if len(seen) == _REPORTED or number + 1 == len(batches):
            means = np.mean(seen, axis=0).tolist()
            yield (number + 1) / len(batches), dict(zip(Losses._fields, means, strict=True))
            seen = []


def _epoch(
    examples: Sequence[Example], settings: Settings, stage: Stage, *, ends: Ends, random: np.random.Generator
) -> list[Batch]:
    order = (examples[n] for n in random.permutation(len(examples)))
    windows = [
        window
        for example in join(order, stage.chances, random=random)
        for window in cut_windows(
            example,
            augment(example.features, stage.chances, mask=ends.mask, random=random),
            room=(stage.shortest, settings.longest),
            random=random,
        )
    ]
    return list(build_batches(windows, pieces=settings.batch, ends=(ends.opening, ends.closing), random=random))


def _optimizer(network: Network, stage: Stage, *, decay: float) -> torch.optim.Optimizer:
    """Give what starts from nothing its own rate; the vectors of words stay as they are."""
    network.encoder.words.weight.requires_grad = False
    fresh = ("roles.", "encoder.tags", "encoder.names", "encoder.shapes", "encoder.states", "encoder.breaks")
    groups: dict[bool, list[torch.nn.Parameter]] = {True: [], False: []}
    for name, weights in network.named_parameters():
        if weights.requires_grad:
            groups[name.startswith(fresh)].append(weights)
    rated = [
        {"params": groups[False], "lr": stage.rate, "highest": stage.rate},
        {"params": groups[True], "lr": stage.head_rate, "highest": stage.head_rate},
    ]
    return torch.optim.AdamW(rated, betas=(0.9, 0.98), weight_decay=decay, fused=True)


def _set_rates(optimizer: torch.optim.Optimizer, done: float, settings: Settings) -> None:
    """Let rates rise while warming up, and fall from then on to nothing."""
    factor = done / settings.warm_up if done < settings.warm_up else (1 - done) / (1 - settings.warm_up)
    for group in optimizer.param_groups:
        group["lr"] = group["highest"] * factor


def _step(
    network: Network, batch: Batch, optimizer: torch.optim.Optimizer, settings: Settings
) -> tuple[float, float, float]:
    device = next(network.parameters()).device.type
    with torch.autocast(device, torch.bfloat16, enabled=settings.precision == "bf16"):
        losses = _losses(network, batch, settings)
    loss = losses.tags + settings.names_weight * losses.names + settings.roles_weight * losses.roles
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return losses.tags.item(), losses.names.item(), losses.roles.item()


def _losses(network: Network, batch: Batch, settings: Settings) -> Losses:
    device = next(network.parameters()).device
    vectors, tags, names = network.encoder(Windows(*(part.to(device) for part in batch.windows)))
    cues, gold = _find_cues(batch, tags.detach(), settings)
    if cues:
        told = Cues(*(part.to(device) for part in build_cues(batch, cues)))
        roles = network.roles(vectors, told)
        roles_loss = _roles_loss(roles, build_roles(batch, cues, gold).to(device), settings.smoothing)
    else:
        roles_loss = tags.sum() * 0
    tags_loss = _loss(tags, batch.tags.to(device), settings.smoothing)
    return Losses(tags_loss, _loss(names, batch.names.to(device), settings.smoothing), roles_loss)


def _loss(scores: Tensor, labels: Tensor, smoothing: float) -> Tensor:
    return _entropy(scores, labels, smoothing) / (labels != UNLABELLED).sum().clamp(min=1)


def _roles_loss(scores: Tensor, labels: Tensor, smoothing: float) -> Tensor:
    """Count the loss for each word that has a role: most have none, and are easy."""
    return _entropy(scores, labels, smoothing) / ((labels > 0).sum() + len(labels))


def _entropy(scores: Tensor, labels: Tensor, smoothing: float) -> Tensor:
    return functional.cross_entropy(
        scores.flatten(0, 1).float(),
        labels.flatten(),
        ignore_index=UNLABELLED,
        reduction="sum",
        label_smoothing=smoothing,
    )


def _find_cues(batch: Batch, tags: Tensor, settings: Settings) -> tuple[list[tuple[int, TokenRange]], list[int]]:
    """List the cues of a batch, and with them words that the network wrongly takes for cues as it stands."""
    chances = tags.float().softmax(-1)[:, :, _CUE].cpu().numpy()
    cues: list[tuple[int, TokenRange]] = []
    gold: list[int] = []
    for row, window in enumerate(batch.made_of):
        cues += [(row, cue) for cue in window.cues]
        gold += range(len(window.cues))
        right = {cue[0] for cue in window.cues}
        order = np.argsort(-chances[row, : window.words[1] - window.words[0]], kind="stable")
        likely = [int(n) for n in order[: settings.false_cues + len(right)] if chances[row, n] >= settings.least_cue]
        wrong = [n for n in likely if n not in right][: settings.false_cues]
        cues += [(row, (n, n + 1)) for n in wrong]
        gold += [-1] * len(wrong)
    return cues, gold
