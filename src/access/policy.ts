/** The switches of `ckan.auth.*` that the rules ask. */
export type Policy = {
  readonly anonCreateDataset: boolean;
  readonly createUnownedDataset: boolean;
  readonly createDatasetIfNotInOrganization: boolean;
  readonly userCreateGroups: boolean;
  readonly userCreateOrganizations: boolean;
  readonly createUserViaApi: boolean;
  readonly publicUserDetails: boolean;
};
