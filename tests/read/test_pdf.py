"""PDF: the words of the pages; scans, passwords and damage are named."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pypdf import PdfWriter

from osint_kit.read import Reading


def pdf(*pages: str) -> bytes:
    """A PDF with one line of text a page."""
    count = len(pages)
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(count))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {count} >>"]
    font = f"{3 + 2 * count} 0 R"
    for number, text in enumerate(pages):
        content = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
        page = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 {font} >> >>"
        objects.append(f"<< {page} /Contents {4 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_the_words_of_the_pages_are_parted_by_form_feeds(read: Callable[..., Reading]) -> None:
    (row,) = read("report.pdf", pdf("At least 12 people were killed.", "About 40 were injured.")).documents.to_dict("records")
    assert row["text"] == "At least 12 people were killed.\fAbout 40 were injured."
    assert (row["format"], row["external_id"], row["channel"]) == ("pdf", "report", "web")


def test_the_day_a_pdf_was_made_is_no_date_of_publication(read: Callable[..., Reading]) -> None:
    writer = PdfWriter(io.BytesIO(pdf("Twelve dead.")))
    writer.add_metadata({"/Title": "Toll", "/Author": "Desk", "/CreationDate": "D:20240312190000Z"})
    (row,) = read("a.pdf", written(writer)).documents.to_dict("records")
    assert (row["title"], row["author"], row["published"] != row["published"]) == ("Toll", "Desk", True)


def test_pages_without_words_are_named(read: Callable[..., Reading]) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    assert read("scan.pdf", written(writer)).quarantine.reason.tolist() == [
        "the PDF holds no text on its 1 page, only pictures; run a text recognition first"
    ]


def test_a_password_is_named(read: Callable[..., Reading]) -> None:
    writer = PdfWriter(io.BytesIO(pdf("Twelve dead.")))
    writer.encrypt("secret", algorithm="RC4-128")
    assert read("locked.pdf", written(writer)).quarantine.reason.tolist() == ["the PDF asks for a password"]


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_a_pdf_that_breaks_off_is_named(read: Callable[..., Reading], share: float) -> None:
    whole = pdf("Twelve dead.")
    reading = read("cut.pdf", whole[: int(len(whole) * share)])
    assert reading.documents.empty
    assert "damaged" in reading.quarantine.reason[0]
