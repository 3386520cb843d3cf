"""Makes the files of other projects that kg carries with it, byte for byte the same each time; checks that they are.

``package.json`` and ``package-lock.json`` name the npm packages and their checksums, ``targets.json`` the files to make
of them: one entry a file, with ``to`` (path from the root of the project) and either

- ``copy``: a file of a package, as ``PACKAGE/PATH``, taken as it is; or
- ``bundle``: JavaScript that esbuild puts together with all it imports, as one minified ES module;

and where a package's own file has others inside it already, ``within``: their names, for their licences.

Beside each file stands ``FILE.LICENSE.txt`` with the licences of the packages in it; ``manifest.json`` holds versions
and checksums.
"""
