"""What refusals say of files of exchange, see `refusal_texts`; and what came of such a file."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from cpise_inventory.language.words import N_, Words

if TYPE_CHECKING:
    from cpise_inventory.exchange.commands import Report
    from cpise_inventory.exchange.namesakes import Namesake
    from cpise_inventory.exchange.writing import Written

EXCHANGE: Final[Mapping[str, str]] = {
    "BundleUnreadableError": N_(
        "The file {file} cannot be read. Is it a file, is the USB stick still plugged in, and may"
        " you read it?"
    ),
    "BundleEmptyError": N_("The file {file} is empty; have it written again."),
    "NotABundleError": N_(
        "{file} is not an exchange file; choose the one that the other workstation wrote, with a"
        " name such as CPISE-KIF-A-2026-11-29.cpise."
    ),
    "BundleNewerError": N_(
        "The file {file} was written by a newer version of the program ({program}); update this"
        " one."
    ),
    "BundleCutError": N_(
        "The file {file} has no end: the USB stick was pulled out too early, or the copy was"
        " interrupted. Have it written or copied again."
    ),
    "BundleAlteredError": N_(
        "The file {file} is damaged or was changed after it was signed; have it written again."
    ),
    "BundleKeyError": N_(
        "{device} was approved here with the check number {known}, but the key that signed {file}"
        " has {fingerprint}. Telephone there: if the latter is right, approve it with that number;"
        " else two workstations are called {device}, or somebody else wrote the file."
    ),
    "OwnNamesakeError": N_(
        "Another workstation is called {device} as this one is. Check numbers: here {known}, there"
        " {fingerprint}; operations: here {here}, there {there}. Their papers and labels would bear"
        " the same numbers, so nothing was taken in. Before more work is done, set the one with"
        " fewer operations up anew with another letter, such as {free}. If it has work already,"
        " keep its books and write lists of its stock and equipment first, to read them in"
        " afterwards."
    ),
    "NamesakeError": N_(
        "Two workstations are called {device}. Check numbers: of the one known here {known}, of the"
        " other {fingerprint}; operations: {here} and {there}. Their papers and labels bear the"
        " same numbers, so nothing was taken in. Telephone both: the one with fewer operations is"
        " set up anew with another letter, such as {free}. If it has work already, it keeps its"
        " books and writes lists of its stock and equipment first, to read them in afterwards. If"
        " there is only one, somebody else wrote the file."
    ),
    "DeviceNotApprovedError": N_(
        "{device} is not approved here yet. The check number of its key is {fingerprint}. Telephone"
        " there: if its Exchange page (or “device show”) says the same, an administrator approves"
        " it."
    ),
    "DeviceWithdrawnError": N_(
        "The approval of {device} was taken back here: nothing more of it is read. The check number"
        " of its key is {fingerprint}. If it is to be read again, an administrator compares the"
        " number by telephone and approves it anew."
    ),
    "ChainForkError": N_(
        "Two different operations bear the number {device}:{seq}. Two machines write as {device}:"
        " both were set up with that name, its folder was copied, or an old backup was put back and"
        " work went on. Nothing was taken in; ask your support."
    ),
    "ChainGapError": N_(
        "The operations {first} to {last} of {device} are missing here, and the file begins after"
        " them. Ask {exporter} for a file with everything, or for one from {first} on."
    ),
    "ChainFalseError": N_(
        "What the file brings of {device} does not hold: {place} was not signed by it, or"
        " contradicts what is known. Nothing was taken in; ask your support."
    ),
    "TargetTakenError": N_(
        "{file} is there already and is no exchange file; it is not written over. Choose another"
        " name."
    ),
    "UnknownPartnerError": N_("No workstation {device} is known here; known are: {known}."),
    "OwnDeviceError": N_("{device} is this workstation itself; name another one."),
    "BadFingerprintError": N_(
        "“{fingerprint}” is not a check number: it has {digits} digits, such as"
        " 0123 4567 8901 2345 6789 0123."
    ),
    "FingerprintDiffersError": N_(
        "The check number of {device} is {known} here, not {fingerprint}. Read it once more; if it"
        " still differs, two workstations are called {device}, and one has to be set up anew with"
        " another letter; or somebody else wrote the file: do not read it."
    ),
}


def namesake_told(one: "Namesake", w: Words) -> str:
    """Of an approval, here or elsewhere, that doesn't fit the key that is known here."""
    from cpise_inventory.exchange.fingerprints import grouped  # noqa: PLC0415 - start-up time

    return w.t(
        "{by} has approved a workstation {device} with the check number {fingerprint}; the one"
        " known here has {known}. Two workstations have the same name, and one has to be set up"
        " anew with another letter, or the number was mistyped there.",
        by=w.ltr(one.by),
        device=w.ltr(one.device),
        fingerprint=w.ltr(grouped(one.fingerprint)),
        known=w.ltr(grouped(one.known)),
    )


def written_outcome(written: "Written", w: Words) -> list[str]:
    """What a file holds that was written: a sentence a line."""
    counted = [
        w.n("{count} operation written.", "{count} operations written.", written.events),
    ]
    if written.attachments:
        counted.append(
            w.n(
                "{count} attached file goes along.",
                "{count} attached files go along.",
                written.attachments,
            )
        )
    if not written.events and written.manifest.target:
        target = w.ltr(written.manifest.target)
        return [w.t("{device} has said that it has everything.", device=target), *counted[1:]]
    return counted


def outcome(report: "Report", w: Words) -> list[str]:
    """What came of a file that was read: a sentence a line."""
    came = [
        w.n(
            "{device}: {count} new operation.",
            "{device}: {count} new operations.",
            one.size,
            device=w.ltr(one.device),
        )
        for one in report.came
    ]
    came += [
        w.n(
            "{device}: {count} operation was left out, as its approval was taken back here.",
            "{device}: {count} operations were left out, as its approval was taken back here.",
            one.size,
            device=w.ltr(one.device),
        )
        for one in report.passed_over
    ]
    return [*(came or [w.t("Nothing new: all of it was known here.")]), *_of_attachments(report, w)]


def _of_attachments(report: "Report", w: Words) -> list[str]:
    kept, altered = len(report.attachments.kept), len(report.attachments.altered)
    told = []
    if kept:
        told.append(w.n("{count} attached file came.", "{count} attached files came.", kept))
    if altered:
        told.append(
            w.n(
                "{count} attached file is not what was attached and was left out.",
                "{count} attached files are not what was attached and were left out.",
                altered,
            )
        )
    if report.missing:
        told.append(
            w.n(
                "{count} attached file is still missing here.",
                "{count} attached files are still missing here.",
                report.missing,
            )
        )
    return told
