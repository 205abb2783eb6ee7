export {
  checkAgainstManifest,
  manifestText,
  type PackagedFile,
  type PackageManifest,
  packageManifest,
  packagePaths,
  readPackageManifest,
} from './package-manifest.ts'
