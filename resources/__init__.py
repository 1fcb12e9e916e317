"""Data only: fonts, icons, catalogues, label sheets, reference data, example deliveries."""

from pathlib import Path

HERE = Path(__file__).parent
