"""What training leaves behind after each epoch, so that one that was stopped goes on where it was.

Owns the folder `epochs/` of a model in the making: the network after each epoch, and the optimizer's moments after the
last one. A file has its name only once it is whole.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from provenance.errors import InputError
from provenance.training.network import Network

_MADE_WITH = "made_with.json"


@dataclass(frozen=True, slots=True)
class Epochs:
    """The epochs of a training that are done, in a folder."""

    folder: Path

    def last(self) -> int:
        """Return the number of the last epoch that is done; 0 if none is."""
        return max((int(file.stem) for file in self.folder.glob("*.safetensors") if file.stem.isdigit()), default=0)

    def weights(self, number: int) -> dict[str, Tensor]:
        """Return the network's weights after an epoch."""
        return load_file(self.folder / f"{number}.safetensors")

    def save(self, number: int, network: Network, optimizer: torch.optim.Optimizer) -> None:
        """Keep an epoch; the moments come first, so that no epoch that counts as done lacks them."""
        moments = {
            f"{name}|{key}": value
            for name, weights in network.named_parameters()
            for key, value in optimizer.state.get(weights, {}).items()
        }
        self._write(f"moments-{number}", moments)
        self._write(str(number), network.state_dict())
        (self.folder / f"moments-{number - 1}.safetensors").unlink(missing_ok=True)

    def go_on(self, number: int, network: Network, optimizer: torch.optim.Optimizer) -> None:
        """Give an optimizer the moments that it had after an epoch."""
        named = dict(network.named_parameters())
        for key, value in load_file(self.folder / f"moments-{number}.safetensors").items():
            name, _, moment = key.rpartition("|")
            optimizer.state[named[name]][moment] = value

    def _write(self, name: str, tensors: dict[str, Tensor]) -> None:
        unfinished = self.folder / f"{name}.part"
        save_file(tensors, unfinished)
        unfinished.replace(self.folder / f"{name}.safetensors")


def open_epochs(folder: Path, *, made_with: str) -> Epochs:
    """Open the epochs of a model in the making.

    Args:
        folder: Where they are kept; made if missing.
        made_with: What the training depends on, as JSON; epochs of another training are no beginning of this one.

    Raises:
        InputError: The folder holds epochs that were made with something else.
    """
    folder.mkdir(parents=True, exist_ok=True)
    told = folder / _MADE_WITH
    if told.exists() and told.read_text(encoding="utf-8") != made_with:
        message = f"{folder} holds epochs of another training: other articles, settings or seed"
        raise InputError(message, hint="name another folder for this model, or remove that one")
    told.write_text(made_with, encoding="utf-8")
    return Epochs(folder)
