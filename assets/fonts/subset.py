"""Subsets the interface's fonts. README.md, beside this file, says how to run it.

Usage: python3 subset.py FONTS-FOLDER

FONTS-FOLDER is the `usr/share/fonts` of the unpacked Debian packages. The result is written
beside this file; the same inputs and the same fonttools give the same bytes.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent

# Letters and signs that a label, a file or the interface may hold.
LETTERS = [
    (0x20, 0x7E),  # Basic Latin
    (0xA0, 0x17F),  # Latin-1, Latin Extended-A
    (0x218, 0x21B),  # Romanian
    (0x370, 0x3FF),  # Greek
    (0x400, 0x45F),  # Cyrillic
    (0x490, 0x491),  # Ukrainian
    (0x2010, 0x2015),  # dashes
    (0x2018, 0x2026),  # quotation marks, bullet, ellipsis
    (0x2030, 0x2033),  # per mille, primes
    (0x2039, 0x203A),  # angle quotation marks
    (0x2044, 0x2044),  # fraction slash
    (0x2070, 0x208E),  # superscripts and subscripts
    (0x20AC, 0x20AC),  # euro
    (0x2122, 0x2122),  # trade mark
    (0x2190, 0x2195),  # arrows
    (0x21BA, 0x21BB),  # circle arrows
    (0x21D0, 0x21D5),  # double arrows
    (0x21E7, 0x21E7),  # shift key
    (0x2202, 0x2202),  # partial differential
    (0x2206, 0x2207),  # increment, nabla
    (0x220F, 0x2212),  # product, sum, minus
    (0x2215, 0x221E),  # division, square root, infinity
    (0x222B, 0x222B),  # integral
    (0x2248, 0x2265),  # comparisons
    (0x25A0, 0x25A1),  # squares
    (0x25B2, 0x25B5),  # triangles; play and back come from the symbols, to match pause
    (0x25B7, 0x25BF),
    (0x25C1, 0x25C6),  # triangles, diamonds
    (0x25CB, 0x25CF),  # circles
    (0x25FB, 0x25FB),  # egui's sign for a missing letter
    (0x2713, 0x2713),  # check mark
]

# Signs on buttons, and those that egui draws itself.
SYMBOLS = [
    (0x23ED, 0x23EE),  # skip, rewind
    (0x23F4, 0x23FA),  # small triangles, pause, stop, record
    (0x25B6, 0x25B6),  # play
    (0x25C0, 0x25C0),  # back
    (0x25FB, 0x25FB),  # egui's sign for a missing letter
    (0x2630, 0x2630),  # menu
    (0x2713, 0x2717),  # check marks, crosses
    (0x26A0, 0x26A0),  # warning
    (0x1F50D, 0x1F50D),  # search
]

# The em that the interface was laid out for: rows of text keep its height.
ASCENT, DESCENT, GAP = 0.932, 0.189, 0.028


def codes(ranges):
    return [code for first, last in ranges for code in range(first, last + 1)]


def prefer_tabular_figures(font):
    """Gives each digit the width of the others, so that a changing number stands still."""
    gsub = font["GSUB"].table
    lookups = {
        index
        for record in gsub.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    replaced = {}
    for index in sorted(lookups):
        for table in gsub.LookupList.Lookup[index].SubTable:
            replaced.update(getattr(table, "ExtSubTable", table).mapping)
    for table in font["cmap"].tables:
        for digit in range(ord("0"), ord("9") + 1):
            if digit in table.cmap:
                table.cmap[digit] = replaced.get(table.cmap[digit], table.cmap[digit])


def set_row_height(font, scale):
    """Sets the row to the interface's height where letters are drawn at `scale` of their size."""
    em = font["head"].unitsPerEm / scale
    ascent, descent, gap = round(ASCENT * em), round(DESCENT * em), round(GAP * em)
    header, windows = font["hhea"], font["OS/2"]
    header.ascent, header.descent, header.lineGap = ascent, -descent, gap
    windows.sTypoAscender, windows.sTypoDescender, windows.sTypoLineGap = ascent, -descent, gap


def subset(source, target, ranges, prepare=None):
    font = TTFont(source, recalcTimestamp=False)
    if prepare:
        prepare(font)
    options = Options()
    # egui hints with skrifa's automatic hinter and lays out one glyph a character.
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "MATH", "meta", "DSIG", "FFTM", "gasp", "kern"]
    # The licence texts lie beside the fonts.
    options.name_IDs = [0, 1, 2, 5, 14]
    options.name_languages = [0x409]
    options.glyph_names = False
    options.notdef_outline = True
    options.desubroutinize = False
    options.canonical_order = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes(ranges))
    subsetter.subset(font)
    font.save(HERE / target)
    print(f"{target}: {(HERE / target).stat().st_size} bytes, {len(font.getBestCmap())} characters")


def prepare_inter(font):
    prefer_tabular_figures(font)
    # `SCALE` in src/third_party/fonts.rs.
    set_row_height(font, 0.93)


def main():
    fonts = Path(sys.argv[1])
    subset(fonts / "opentype/inter/Inter-Regular.otf", "Inter-subset.otf", LETTERS, prepare_inter)
    subset(fonts / "truetype/hack/Hack-Regular.ttf", "Hack-subset.ttf", LETTERS)
    subset(fonts / "truetype/noto/NotoSansSymbols2-Regular.ttf", "NotoSansSymbols2-subset.ttf", SYMBOLS)


main()
