"""Every number that Polis's server published; where history matters, from its own groups."""

from collections import Counter

import numpy as np
import pytest

from analysis.opinion.clusters import group_clusters, weighted_k_means
from analysis.opinion.components import principal_components
from analysis.opinion.consensus import consensus_of_all, group_informed_consensus, priorities
from analysis.opinion.opinions import opinions_of
from analysis.opinion.representative import representative_statements
from analysis.opinion.stability import adjusted_rand_index
from analysis.opinion.tallies import tally
from tests.analysis.opinion.conversations import OPEN, SERVED, opened, served
from tests.reference import needs_reference

pytestmark = needs_reference
EXACT = 1e-9


@pytest.mark.parametrize("name", SERVED)
def test_means_components_and_projections(name: str) -> None:
    one = served(name)
    found, told = principal_components(one.table), one.told["pca"]
    # The server counts agreement as −1; the sign of a component is arbitrary.
    assert np.abs(found.means + told["center"]).max() < EXACT
    signs = []
    for mine, theirs in zip(found.components, np.array(told["comps"]), strict=True):
        signs.append(np.sign(mine @ theirs))
        assert np.abs(mine * signs[-1] - theirs).max() < EXACT
    assert np.abs(found.extremity - told["comment-extremity"]).max() < EXACT
    points = -found.project(one.table) * np.array(signs)
    row = {person: place for place, person in enumerate(one.table.participants)}
    for members, centre in zip(one.told["base-clusters"]["members"], one.base_centres, strict=True):
        mean = np.mean([points[row[str(person)]] for person in members], axis=0)
        assert np.abs(mean - centre).max() < EXACT


@pytest.mark.parametrize("name", SERVED)
def test_votes_of_groups(name: str) -> None:
    one = served(name)
    for number, mine in enumerate(one.tallies(one.table.votes)):
        for place, tid in enumerate(one.tids):
            told = one.told["group-votes"][str(number)]["votes"][tid]
            assert (mine.agree[place], mine.disagree[place]) == (told["A"], told["D"])
            assert mine.voted[place] == told["S"]


@pytest.mark.parametrize("name", SERVED)
def test_representative_statements(name: str) -> None:
    one = served(name)
    groups = one.tallies(one.table.counted)
    total = tally(one.table.counted[[row for rows in one.groups for row in rows]])
    for number, inside in enumerate(groups):
        found = representative_statements(
            inside, total.less(inside), left_out=list(map(bool, one.table.zeroed))
        )
        told = one.told["repness"][str(number)]
        assert [(one.tids[mine.statement], mine.direction) for mine in found] == [
            (str(theirs["tid"]), theirs["repful-for"]) for theirs in told
        ]
        for mine, theirs in zip(found, told, strict=True):
            assert (mine.hits, mine.trials) == (theirs["n-success"], theirs["n-trials"])
            assert mine.share == pytest.approx(theirs["p-success"], abs=EXACT)
            assert mine.share_z == pytest.approx(theirs["p-test"], abs=EXACT)
            assert mine.representativeness == pytest.approx(theirs["repness"], abs=EXACT)
            # The server kept this one in single precision.
            assert mine.representativeness_z == pytest.approx(theirs["repness-test"], abs=1e-6)
            assert mine.is_best_agree == theirs.get("best-agree", False)


@pytest.mark.parametrize("name", SERVED)
def test_consensus(name: str) -> None:
    one = served(name)
    left_out = list(map(bool, one.table.zeroed))
    found = consensus_of_all(tally(one.table.counted), left_out=left_out)
    for mine, theirs in ((found.agree, "agree"), (found.disagree, "disagree")):
        told = one.told["consensus"][theirs]
        assert [(one.tids[m.statement], m.hits, m.trials) for m in mine] == [
            (str(t["tid"]), t["n-success"], t["n-trials"]) for t in told
        ]
        assert [m.share_z for m in mine] == pytest.approx([t["p-test"] for t in told], abs=EXACT)


@pytest.mark.parametrize("name", SERVED)
def test_group_informed_consensus_and_priorities(name: str) -> None:
    one = served(name)
    shared = group_informed_consensus(one.tallies(one.table.votes))
    told = [one.told["group-aware-consensus"][tid] for tid in one.tids]
    assert np.abs(shared - told).max() < 1e-12
    everybody = tally(one.table.votes[[row for rows in one.groups for row in rows]])
    meta = [int(tid) in one.told["meta-tids"] for tid in one.tids]
    extremity = principal_components(one.table).extremity
    found = priorities(everybody, extremity, is_meta=meta)
    told = [one.told["comment-priorities"][tid] for tid in one.tids]
    assert np.abs(found - told).max() < EXACT


@pytest.mark.parametrize("name", SERVED)
def test_the_published_groups_are_a_fixed_point_and_the_ones_we_find(name: str) -> None:
    one = served(name)
    start = np.array([group["center"] for group in one.told["group-clusters"]])
    again = weighted_k_means(one.base_centres, one.base_sizes, start)
    assert again.labels.tolist() == one.base_labels
    assert np.abs(again.centres - start).max() < EXACT
    found = group_clusters(one.base_centres, one.base_sizes)
    assert found.count == len(start)


def test_published_group_informed_consensus_of_all_371_statements() -> None:
    one = opened("bg2050-volunteers")
    given = opinions_of(one.table, k=5, groups=one.groups)
    assert given.group_informed is not None
    told = [float(one.comments[key]["group-informed-consensus"]) for key in given.statements]
    assert len(told) == 371
    assert np.abs(given.group_informed - told).max() < EXACT


def test_groups_that_depend_on_history_are_found_again() -> None:
    one = opened("canadian-electoral-reform")
    people = [n for n, name in enumerate(one.table.participants) if name in one.groups]
    table = one.table.of(people)
    labels = np.array([int(one.groups[name]) for name in table.participants])
    points = principal_components(one.table).project(table)
    centres = np.array([points[labels == number].mean(axis=0) for number in np.unique(labels)])
    found = weighted_k_means(points, np.ones(len(points)), centres)
    assert adjusted_rand_index(found.labels, labels.astype(np.int64)) >= 0.95


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.filterwarnings("error")
def test_every_public_conversation_has_a_defined_result(name: str) -> None:
    one = opened(name)
    found = opinions_of(one.table, k=5)
    assert found.honesty is not None
    assert found.participant_count == len(one.table.participants)
    assert bool(found.groups) == found.honesty.has_groups
    sizes = Counter(group.size for group in found.groups)
    assert min(sizes, default=5) >= 5
