/** The switches of `ckan.auth.*` that the rules ask. */
export type Policy = {
  readonly anonCreateDataset: boolean;
  readonly createUnownedDataset: boolean;
  readonly createDatasetIfNotInOrganization: boolean;
  readonly userCreateGroups: boolean;
  readonly userCreateOrganizations: boolean;
  readonly userDeleteGroups: boolean;
  readonly userDeleteOrganizations: boolean;
  readonly createUserViaApi: boolean;
  readonly createUserViaWeb: boolean;
  readonly publicUserDetails: boolean;
};
