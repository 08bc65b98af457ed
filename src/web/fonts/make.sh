#!/bin/sh
# Cuts BC Sans into the pieces that pages load: the letters of English and French, and those that
# First Nations' languages of B.C. add. Needed again only when @bcgov/bc-sans has another version.
# Takes fonttools and brotli for Python:  PYFTSUBSET=.../pyftsubset sh src/web/fonts/make.sh
set -eu
cd "$(dirname "$0")"
FROM=../../../node_modules/@bcgov/bc-sans/fonts
LATIN='U+20-7E,U+A0-FF,U+131,U+152-153,U+2BB-2BC,U+2C6,U+2DA,U+2DC,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+2044,U+2070-208E,U+20AC,U+2116,U+2122,U+2153-2154,U+215B-215E,U+2212,U+2215,U+FB00-FB04,U+394,U+3A9,U+3BC,U+3C0'
NATIONS='U+20,U+27,U+2D,U+41-5A,U+61-7A,U+B7,U+C0-D6,U+D8-F6,U+F8-17F,U+197,U+19A,U+19B,U+1CD-1DC,U+1E4-1E9,U+1F0,U+1F4-1F5,U+1F8-1F9,U+228-22F,U+23A-23E,U+241-24F,U+254,U+256,U+257,U+259,U+25B,U+25F,U+260,U+263,U+266,U+268-26C,U+26F,U+272,U+275,U+27B,U+280,U+283,U+289,U+28A,U+28C,U+292,U+294,U+295,U+2B0,U+2B7,U+2B8,U+2BB-2C1,U+2C8,U+2CB,U+2D0,U+2E0-2E4,U+300-304,U+306-308,U+30A-30C,U+30F,U+311-313,U+315,U+31B,U+323-325,U+327,U+328,U+32A,U+32C-32E,U+330-332,U+335-338,U+35F,U+361,U+394,U+398,U+39B,U+3A7,U+3B8,U+3BB,U+3C7,U+1D4A,U+1DBF,U+1E06-1E07,U+1E0C-1E11,U+1E20-1E21,U+1E24-1E2D,U+1E30-1E37,U+1E3E-1E49,U+1E54-1E57,U+1E62-1E63,U+1E6C-1E6F,U+1E7C-1E7D,U+1E80-1E85,U+1E8A-1E8F,U+1E92-1E96,U+1EA0-1EA1,U+1EB8-1EBD,U+1ECA-1ECD,U+1EE4-1EE5,U+1EF2-1EF9,U+2018-2019,U+2C60-2C62,U+2C65-2C66'
for style in Regular Bold Italic BoldItalic; do
  for piece in Latin Nations; do
    if [ "$piece" = Latin ]; then letters=$LATIN; features=kern,liga,mark,mkmk,ccmp,locl; else letters=$NATIONS; features=mark,mkmk,ccmp; fi
    "${PYFTSUBSET:-pyftsubset}" "$FROM/BCSans-$style.woff2" --unicodes="$letters" --layout-features="$features" \
      --flavor=woff2 --no-hinting --output-file="BCSans-$style-$piece.woff2"
  done
done
(cd "$FROM" && sha256sum BCSans-Regular.woff2 BCSans-Bold.woff2 BCSans-Italic.woff2 BCSans-BoldItalic.woff2) > made-from.sha256
