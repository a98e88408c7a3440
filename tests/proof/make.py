"""Writes the two rounds of `tests/proof.rs`: eight units, 50 leaves, 400 files; `clean` without a
fault, `seeded` with faults at the places listed in its expected.txt. All of it is invented
(Số liệu minh họa). Needs openpyxl: python3 tests/proof/make.py"""
import datetime, os, shutil, unicodedata
import openpyxl

HERE = os.path.dirname(os.path.abspath(__file__))
UNITS = ["an-binh", "an-hoa", "binh-minh", "hiep-tan", "long-hoa", "long-thanh", "ninh-son", "tan-lap"]
NAMES = ["Xã An Bình", "Xã An Hòa", "Xã Bình Minh", "Xã Hiệp Tân", "Xã Long Hòa", "Xã Long Thành", "Xã Ninh Sơn", "Xã Tân Lập"]
TYPES = [("KH", "Kế hoạch"), ("BC", "Báo cáo"), ("QĐ", "Quyết định"), ("TB", "Thông báo"), ("TTr", "Tờ trình"), ("BB", "Biên bản"), ("ĐA", "Đề án"), ("DA", "Dự án")]
LEAVES = [(f, k) for f in range(1, 6) for k in range(1, 11)]
NOT_ACCENTED = str.maketrans("đĐ", "dD")


def plain(text):
    text = unicodedata.normalize("NFD", text).translate(NOT_ACCENTED)
    return "".join(c for c in text if not unicodedata.combining(c))


class Paper:
    def __init__(self, unit, leaf):
        at = LEAVES.index(leaf)
        self.short, self.name = TYPES[at % len(TYPES)]
        self.number = 1 + at * 8 + unit
        self.notation = f"{self.short}-UBND"
        self.date = datetime.date(2026, 1 + at % 12, 1 + (at * 3 + unit) % 28)

    def said(self, way):
        d = self.date
        return [
            f"{self.name} số {self.number}/{self.notation} ngày {d:%d/%m/%Y}",
            f"{self.short} {self.number}/{self.notation}",
            f"Số: {self.number:02}/{self.notation} ngày {d.day} tháng {d.month} năm {d.year} của UBND xã",
            f"{self.number}/{self.notation} (ngày {d.day}/{d.month}/{d.year}) về việc thực hiện năm 2026",
            f"- {self.name.lower()} số {self.number}/{self.notation.lower()}, ngày {d:%d.%m.%Y}",
        ][way % 5]

    def file(self, way):
        return [
            f"{self.number}-{self.notation}.pdf",
            unicodedata.normalize("NFD", f"{self.name} số {self.number}.pdf"),
            f"{self.number:03}_{plain(self.notation).upper()}_{self.date:%d.%m.%Y}.PDF",
            f"{plain(self.short).lower()} so {self.number}.docx",
            f"{self.name} {self.number}-{self.notation} ({self.date:%d-%m-%Y}).pdf",
        ][way % 5]


def form(path, name, said, dates):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tự chấm"
    sheet.append(["BẢNG TỰ CHẤM ĐIỂM NĂM 2026"])
    sheet.append(["Đơn vị:", name])
    sheet.append([])
    sheet.append(["Mã", "Tiêu chí", "Điểm tối đa", "Mã số liệu", "Số liệu kê khai", "Giá trị", "Điểm tự chấm", "Tài liệu kiểm chứng"])
    for field in range(1, 6):
        sheet.append([str(field), f"Lĩnh vực {field}", 10])
        for k in range(1, 11):
            leaf = (field, k)
            value = dates if leaf == (5, 10) else "Có"
            sheet.append([f"{field}.{k}", f"Nội dung {field}.{k}", 1, f"v_{field}_{k}", f"Số liệu {field}.{k}", value, 1, said[leaf]])
    book.properties.created = book.properties.modified = datetime.datetime(2026, 12, 1)
    book.save(path)


def rules(path):
    with open(os.path.join(path, "round.toml"), "w") as out:
        out.write('schema = 1\n\n[round]\nid = "thu-2026"\nyear = 2026\ntitle = "Số liệu minh họa"\nperiod = { from = 2026-01-01, to = 2026-12-31 }\n\n[[block]]\nid = "xa"\nname = "Khối xã"\ncriteria = "set.toml"\n\n')
        for unit, name in zip(UNITS, NAMES):
            out.write(f'[[unit]]\nid = "{unit}"\nname = "{name}"\nblock = "xa"\n\n')
        out.write('[evidence]\nfiles = ["evidence/*"]\n\n[proof]\nfolders = ["minh-chung/{unit}"]\n')
    with open(os.path.join(path, "set.toml"), "w") as out:
        out.write('schema = 1\n\n[set]\nid = "thu/xa"\ntitle = "Số liệu minh họa"\nyear = 2026\ndecision = "Quyết định số 1/QĐ-UBND"\ntotal = 50\n\n[[class]]\nname = "Tốt"\nfrom = 80\n\n')
        for field in range(1, 6):
            out.write(f'[{field}]\nname = "Lĩnh vực {field}"\nproof = "Văn bản"\nsource = "Phụ lục"\n\n')
            for k in range(1, 11):
                code, key = f"{field}.{k}", f"v_{field}_{k}"
                kind = "date" if (field, k) == (5, 10) else "yes_no"
                out.write(f'[{code}]\nname = "Nội dung {code}"\nmax = 1\n[{code}.data]\n{key} = {{ label = "Số liệu {code}", type = "{kind}" }}\n')
                rule = f'kind = "deadline"\nvalue = "{key}"\ndue = 2026-12-31\n' if kind == "date" else f'kind = "yes_no"\nvalue = "{key}"\n'
                out.write(f"[{code}.rule]\n{rule}\n")


def make(which):
    path = os.path.join(HERE, which)
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(os.path.join(path, "evidence"))
    rules(path)
    papers = {(u, leaf): Paper(u, leaf) for u in range(8) for leaf in LEAVES}
    said = {key: paper.said(i) for i, (key, paper) in enumerate(papers.items())}
    files = {key: (paper.file(i + key[0]), f"%PDF-1.4 {key}") for i, (key, paper) in enumerate(papers.items())}
    # a form that names files, or leads to them
    for key in [(0, (1, 1)), (3, (2, 2)), (6, (4, 5))]:
        said[key] = files[key][0]
    said[(1, (3, 3))] = "như mục 3.2"
    files[(1, (3, 3))] = ("3.3 Ảnh chụp bảng niêm yết.pdf", "%PDF-1.4 bang")
    declared = {u: papers[(u, (5, 10))].date for u in range(8)}
    for u in range(8):
        said[(u, (5, 10))] = papers[(u, (5, 10))].said(0)
    expected = []
    if which == "seeded":
        expected = seed(papers, said, files, declared)
    for u, unit in enumerate(UNITS):
        form(os.path.join(path, "evidence", f"{unit}.xlsx"), NAMES[u], {leaf: said[(u, leaf)] for leaf in LEAVES}, declared[u].strftime("%d/%m/%Y"))
    with open(os.path.join(path, "files.txt"), "w") as out:
        for (u, _), (name, text) in files.items():
            out.write(f"minh-chung/{UNITS[u]}/{name}\t{text}\n")
    with open(os.path.join(path, "expected.txt"), "w") as out:
        out.write("".join(line + "\n" for line in sorted(expected)))


def seed(papers, said, files, declared):
    """Each fault, and the line that must be found for it: code, unit, leaf or file."""
    expected = []

    def fault(code, u, at):
        expected.append(f"{code} {UNITS[u]} {at}")

    def leaf(key):
        return f"{key[1][0]}.{key[1][1]}"

    def shown(key):
        return f"minh-chung/{UNITS[key[0]]}/{files[key][0]}"

    for key, year in [((0, (1, 2)), 2018), ((5, (3, 7)), 2025)]:
        papers[key].date = papers[key].date.replace(year=year)
        said[key] = papers[key].said(0)
        fault("W-PROOF-PERIOD", key[0], leaf(key))
    for u in [1, 4]:
        declared[u] = papers[(u, (5, 10))].date - datetime.timedelta(days=20)
        fault("W-PROOF-DATE", u, "5.10")
    for first, second in [((2, (1, 4)), (2, (4, 4))), ((7, (2, 1)), (7, (2, 9)))]:
        said[second] = said[first] = papers[first].said(1)
        files[second] = (f"{leaf(second)} bản chụp.pdf", files[second][1])
        fault("W-PROOF-REUSED", first[0], f"{leaf(first)},{leaf(second)}")
    for a, b in [((0, (4, 1)), (3, (4, 1))), ((5, (2, 2)), (6, (2, 2)))]:
        files[a] = (files[a][0], files[b][1])
        fault("W-PROOF-COPIED", a[0], shown(a))
        fault("W-PROOF-COPIED", b[0], shown(b))
    for key in [(1, (2, 5)), (4, (1, 9)), (7, (5, 5))]:
        fault("W-PROOF-MISSING", key[0], leaf(key))
        del files[key]
    for key in [(2, (3, 1)), (6, (5, 1))]:
        files[key] = (files[key][0], "")
        fault("W-PROOF-EMPTY", key[0], shown(key))
    for key, end in [((3, (3, 8)), "zip"), ((0, (2, 8)), "rar")]:
        files[key] = (files[key][0].rsplit(".", 1)[0] + "." + end, files[key][1])
        fault("W-PROOF-ARCHIVE", key[0], shown(key))
    key = (5, (4, 9))
    files[key] = (files[key][0].rsplit(".", 1)[0] + ".jpg", files[key][1])
    fault("N-PROOF-PICTURE", key[0], shown(key))
    for key, link in [((4, (3, 2)), "D:\\cchc\\2026\\bao cao.pdf"), ((2, (5, 6)), "\\\\may-phong-1\\chung\\kh.pdf"), ((6, (1, 6)), "file:///C:/Users/a/kh.pdf")]:
        said[key] = link
        files[key] = (f"{leaf(key)}-scan.pdf", files[key][1])
        fault("W-PROOF-LINK", key[0], leaf(key))
    for key, other in [((3, (1, 7)), (3, (1, 8)))]:
        said[key] = papers[key].said(0)
        later = papers[key].date + datetime.timedelta(days=1)
        papers[other].date = later
        said[other] = papers[other].said(0) + f"; {papers[key].short} {papers[key].number}/{papers[key].notation} ngày {later:%d/%m/%Y}"
        fault("W-PROOF-TWO-DATES", key[0], f"{leaf(key)},{leaf(other)}")
    key = (7, (3, 4))
    said[key] = ""
    files[key] = ("khong ai neu.pdf", files[key][1])
    fault("W-PROOF-NONE", key[0], leaf(key))
    fault("N-PROOF-UNNAMED", key[0], shown(key))
    return expected


for which in ["clean", "seeded"]:
    make(which)
