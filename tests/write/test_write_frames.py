"""load_outputs: a run's CSV files as DataFrames, blanks as NA, money exact."""

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from published import write

from pipeline import load_outputs
from pipeline.contracts.errors import UsageError
from pipeline.write import csv_files
from pipeline.write.tables import TABLES


def test_types_and_blanks(tmp_path: Path) -> None:
    write(csv_files, tmp_path)
    frames = load_outputs(tmp_path)
    assert [len(getattr(frames, t.name).columns) for t in TABLES] == [
        len(t.columns) for t in TABLES
    ]
    projects = frames.projects
    assert projects.index.name == "project_id"
    assert str(projects["fiscal_year_be"].dtype) == "Int64"
    assert str(projects["q1"].dtype) == "boolean"
    amounts = projects["budget_baht"].dropna()
    assert all(isinstance(amount, Decimal) for amount in amounts)
    blank = projects["budget_status"].ne("amount")
    assert projects.loc[blank, "budget_baht"].isna().all()
    assert isinstance(projects["start_month"].dtype, pd.PeriodDtype)


def test_a_folder_that_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        load_outputs(tmp_path)
