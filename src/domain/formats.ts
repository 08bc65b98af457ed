/**
 * Resource formats: the short name, a description, the media type and other spellings
 * of each. A format given in any of these ways is written as its short name.
 */

export type Format = readonly [name: string, description: string, mediaType: string, aliases: readonly string[]];

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.';

/** The built-in formats. The first to claim a spelling keeps it. */
export const FORMATS: readonly Format[] = [
  // Tables
  ['CSV', 'Comma Separated Values', 'text/csv', ['text/comma-separated-values']],
  ['TSV', 'Tab Separated Values', 'text/tab-separated-values', ['text/tsv']],
  ['XLS', 'Excel Spreadsheet', 'application/vnd.ms-excel', ['excel', 'application/excel', 'application/x-excel', 'application/xls']],
  ['XLSX', 'Excel Spreadsheet (OOXML)', `${OFFICE}spreadsheetml.sheet`, []],
  ['XLSM', 'Excel Spreadsheet with Macros', 'application/vnd.ms-excel.sheet.macroenabled.12', []],
  ['XLSB', 'Excel Binary Spreadsheet', 'application/vnd.ms-excel.sheet.binary.macroenabled.12', []],
  ['ODS', 'OpenDocument Spreadsheet', `${OPEN_DOCUMENT}spreadsheet`, []],
  ['MDB', 'Access Database', 'application/x-msaccess', ['application/msaccess']],
  ['DBF', 'dBASE Table', 'application/dbase', ['application/x-dbase', 'application/dbf', 'application/vnd.dbf']],
  ['SQLITE', 'SQLite Database', 'application/vnd.sqlite3', ['application/x-sqlite3', 'sqlite3']],
  ['SQL', 'SQL Script', 'application/sql', ['text/x-sql']],
  ['Parquet', 'Apache Parquet', 'application/vnd.apache.parquet', []],
  ['Arrow', 'Apache Arrow File', 'application/vnd.apache.arrow.file', []],
  ['SAV', 'SPSS Data File', 'application/x-spss-sav', ['spss']],
  // Structured text
  ['JSON', 'JavaScript Object Notation', 'application/json', []],
  ['JSONL', 'JSON Lines', 'application/x-ndjson', ['ndjson', 'json lines']],
  ['JSON-LD', 'JSON for Linked Data', 'application/ld+json', ['jsonld', 'json ld']],
  ['XML', 'Extensible Markup Language', 'application/xml', ['text/xml']],
  ['XSL', 'Extensible Stylesheet Language', 'application/xslt+xml', ['xslt']],
  ['XSD', 'XML Schema', 'application/xsd+xml', []],
  ['YAML', 'YAML Document', 'application/yaml', ['yml', 'text/yaml', 'application/x-yaml']],
  ['RDF', 'RDF/XML', 'application/rdf+xml', ['rdf/xml', 'rdf xml']],
  ['TTL', 'Turtle', 'text/turtle', ['turtle', 'application/x-turtle', 'rdf turtle']],
  ['N3', 'Notation 3', 'text/n3', ['notation3']],
  ['NT', 'N-Triples', 'application/n-triples', ['n-triples', 'ntriples']],
  ['NQ', 'N-Quads', 'application/n-quads', ['n-quads', 'nquads']],
  ['TriG', 'TriG', 'application/trig', []],
  ['OWL', 'Web Ontology Language', 'application/owl+xml', []],
  ['SPARQL', 'SPARQL Endpoint', 'application/sparql-results+xml', ['api/sparql', 'sparql endpoint']],
  ['Atom', 'Atom Feed', 'application/atom+xml', []],
  ['RSS', 'RSS Feed', 'application/rss+xml', ['application/x-rss+xml']],
  ['iCalendar', 'Calendar', 'text/calendar', ['ical', 'ics']],
  ['vCard', 'Contact Card', 'text/vcard', ['vcf']],
  // Maps
  ['GeoJSON', 'Geographic JSON', 'application/geo+json', ['application/vnd.geo+json', 'geo json']],
  ['TopoJSON', 'Topological JSON', 'application/topo+json', []],
  ['KML', 'Keyhole Markup Language', 'application/vnd.google-earth.kml+xml', ['application/kml']],
  ['KMZ', 'Zipped KML', 'application/vnd.google-earth.kmz', ['application/vnd.google-earth.kmz+xml']],
  ['GML', 'Geography Markup Language', 'application/gml+xml', []],
  ['GPX', 'GPS Exchange Format', 'application/gpx+xml', []],
  [
    'SHP',
    'Shapefile',
    'application/x-shapefile',
    ['shapefile', 'esri shapefile', 'esri shape file', 'shape', 'application/vnd.shp', 'x-gis/x-shapefile'],
  ],
  ['GPKG', 'GeoPackage', 'application/geopackage+sqlite3', ['geopackage', 'application/x-gpkg']],
  ['FGDB', 'Esri File Geodatabase', 'application/x-filegdb', ['gdb', 'filegdb', 'file geodatabase', 'fgdb / gdb']],
  ['E00', 'Arc/Info Export', 'application/x-arcinfo-e00', []],
  ['MIF', 'MapInfo Interchange', 'application/vnd.mif', []],
  ['DWG', 'AutoCAD Drawing', 'image/vnd.dwg', ['application/acad']],
  ['DXF', 'Drawing Exchange', 'image/vnd.dxf', []],
  ['LAS', 'LiDAR Points', 'application/vnd.las', []],
  ['LAZ', 'Compressed LiDAR Points', 'application/vnd.laszip', []],
  ['GeoTIFF', 'Georeferenced TIFF', 'image/tiff; application=geotiff', ['geotif']],
  ['NetCDF', 'Network Common Data Form', 'application/x-netcdf', ['nc', 'application/netcdf']],
  ['HDF', 'Hierarchical Data Format', 'application/x-hdf', ['hdf5', 'application/x-hdf5', 'h5']],
  ['OSM', 'OpenStreetMap Data', 'application/vnd.openstreetmap.data+xml', []],
  ['WMS', 'Web Map Service', 'application/vnd.ogc.wms_xml', ['ogc wms', 'web map service']],
  ['WMTS', 'Web Map Tile Service', 'application/vnd.ogc.wmts_xml', ['ogc wmts']],
  ['WFS', 'Web Feature Service', 'application/vnd.ogc.wfs_xml', ['ogc wfs', 'web feature service']],
  ['WCS', 'Web Coverage Service', 'application/vnd.ogc.wcs_xml', ['ogc wcs']],
  ['CSW', 'Catalogue Service', 'application/vnd.ogc.csw_xml', ['ogc csw']],
  [
    'Esri REST',
    'Esri REST Service',
    'application/x-esri-rest',
    ['arcgis_rest', 'arcgis rest', 'arcgis geoservices rest api', 'esri rest service'],
  ],
  // Documents
  ['HTML', 'Web Page', 'text/html', ['htm', 'xhtml', 'application/xhtml+xml']],
  ['PDF', 'Portable Document Format', 'application/pdf', ['adobe pdf']],
  ['TXT', 'Plain Text', 'text/plain', ['text', 'plain text']],
  ['Markdown', 'Markdown Text', 'text/markdown', ['md']],
  ['RTF', 'Rich Text', 'application/rtf', ['text/rtf']],
  ['DOC', 'Word Document', 'application/msword', ['word']],
  ['DOCX', 'Word Document (OOXML)', `${OFFICE}wordprocessingml.document`, []],
  ['ODT', 'OpenDocument Text', `${OPEN_DOCUMENT}text`, []],
  ['PPT', 'PowerPoint Presentation', 'application/vnd.ms-powerpoint', ['powerpoint']],
  ['PPTX', 'PowerPoint Presentation (OOXML)', `${OFFICE}presentationml.presentation`, []],
  ['ODP', 'OpenDocument Presentation', `${OPEN_DOCUMENT}presentation`, []],
  ['ODG', 'OpenDocument Drawing', `${OPEN_DOCUMENT}graphics`, []],
  ['ODF', 'OpenDocument Formula', `${OPEN_DOCUMENT}formula`, []],
  ['ODB', 'OpenDocument Database', `${OPEN_DOCUMENT}base`, []],
  ['ODC', 'OpenDocument Chart', `${OPEN_DOCUMENT}chart`, []],
  ['EPUB', 'Electronic Book', 'application/epub+zip', []],
  ['TeX', 'TeX Source', 'text/x-tex', ['latex', 'application/x-latex', 'application/x-tex']],
  ['PS', 'PostScript', 'application/postscript', ['eps']],
  ['VSD', 'Visio Drawing', 'application/vnd.visio', []],
  ['MPP', 'Project Plan', 'application/vnd.ms-project', []],
  // Pictures, sound, film
  ['PNG', 'Portable Network Graphics', 'image/png', []],
  ['JPEG', 'JPEG Image', 'image/jpeg', ['jpg', 'jpe', 'image/jpg']],
  ['JP2', 'JPEG 2000 Image', 'image/jp2', ['jpeg2000', 'jpeg 2000']],
  ['GIF', 'GIF Image', 'image/gif', []],
  ['TIFF', 'Tagged Image File', 'image/tiff', ['tif']],
  ['BMP', 'Bitmap', 'image/bmp', ['image/x-ms-bmp']],
  ['SVG', 'Scalable Vector Graphics', 'image/svg+xml', ['svgz']],
  ['WebP', 'WebP Image', 'image/webp', []],
  ['MP3', 'MP3 Audio', 'audio/mpeg', ['audio/mp3']],
  ['OGG', 'Ogg Audio', 'audio/ogg', ['oga']],
  ['WAV', 'Waveform Audio', 'audio/x-wav', ['wave', 'audio/wav']],
  ['MP4', 'MPEG-4 Video', 'video/mp4', ['m4v']],
  ['MPEG', 'MPEG Video', 'video/mpeg', ['mpg', 'mpe']],
  ['MOV', 'QuickTime Video', 'video/quicktime', ['qt']],
  ['AVI', 'AVI Video', 'video/x-msvideo', []],
  ['WebM', 'WebM Video', 'video/webm', []],
  // Packages and programs
  ['ZIP', 'Zip Archive', 'application/zip', ['application/x-zip-compressed']],
  ['TAR', 'Tar Archive', 'application/x-tar', []],
  ['GZIP', 'Gzip File', 'application/gzip', ['gz', 'application/x-gzip']],
  ['BZIP2', 'Bzip2 File', 'application/x-bzip2', ['bz2']],
  ['7Z', '7-Zip Archive', 'application/x-7z-compressed', ['7zip', '7-zip']],
  ['RAR', 'RAR Archive', 'application/vnd.rar', ['application/x-rar-compressed']],
  ['TORRENT', 'Torrent', 'application/x-bittorrent', []],
  ['ISO', 'Disc Image', 'application/x-iso9660-image', []],
  ['APK', 'Android Package', 'application/vnd.android.package-archive', []],
  ['EXE', 'Windows Program', 'application/x-msdos-program', ['application/x-msdownload']],
  ['JAR', 'Java Archive', 'application/java-archive', []],
  ['JS', 'JavaScript', 'text/javascript', ['javascript', 'application/javascript']],
  ['CSS', 'Style Sheet', 'text/css', []],
  ['PY', 'Python Script', 'text/x-python', ['python']],
  ['R', 'R Script', 'text/x-r', []],
  ['IPYNB', 'Jupyter Notebook', 'application/x-ipynb+json', ['jupyter notebook']],
  ['API', 'Application Programming Interface', 'application/vnd.oai.openapi', ['openapi', 'rest api']],
];

function index(formats: readonly Format[]): ReadonlyMap<string, Format> {
  const table = new Map<string, Format>();
  for (const format of formats) {
    const [name, , mediaType, aliases] = format;
    for (const spelling of [name, mediaType, ...aliases]) if (!table.has(spelling.toLowerCase())) table.set(spelling.toLowerCase(), format);
  }
  return table;
}

const bySpelling = index(FORMATS);

/** The format that a name, media type or alias stands for. Spaces around it are not forgiven. */
export const findFormat = (text: string): Format | undefined => bySpelling.get(text.toLowerCase());

/** The short name of a known format; unknown ones as they are. */
export const formatName = (text: string): string => findFormat(text)?.[0] ?? text;
