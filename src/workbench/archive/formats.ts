export { deployedFiles } from '../../lab/deployment-package.ts';
export { samProject } from '../../lab/sam-project.ts';
export { zipOf } from '../../lab/zip.ts';
